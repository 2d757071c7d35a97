/** A foreign enterprise's application: it knows the connector's client jar and nothing else of it. */
package com.example.shop;
